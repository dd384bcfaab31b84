"""Hard times: kills, pulled plugs, full disks, damaged files, hostile texts, other people's machines."""
