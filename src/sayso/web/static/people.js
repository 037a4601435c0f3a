// What pages of people do.
