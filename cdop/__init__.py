"""Child deaths and the Pan-Cheshire Child Death Overview Panel."""
