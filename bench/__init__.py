"""The speed promises of smallwins, each measured against a floor in the same run; `make bench` prints them."""
