"""How days and hours are written, where Django writes them otherwise than this house."""
