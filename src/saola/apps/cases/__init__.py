"""Cases: from the first report to the verdict and what became of it."""
