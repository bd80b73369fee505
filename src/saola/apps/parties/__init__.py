"""People, companies and vessels: who they are said to be, in the words in which it was said."""
