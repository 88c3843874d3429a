"""What a machine needs around the product: checks of the operating system, images, database roles."""
