"""Each condition of the installation, a function apiece: of the machine, of what keeps records, of keeping watch."""
