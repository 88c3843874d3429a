"""Forms of Serious Case Reviews: they check shape; rules stand in the actions."""
