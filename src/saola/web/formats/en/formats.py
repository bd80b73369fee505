"""English: an hour is the same in every register, so no midnight and no noon, and no a.m. that is taken for p.m."""

DATETIME_FORMAT = "N j, Y, H:i"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
TIME_FORMAT = "H:i"
