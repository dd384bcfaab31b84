"""What programs may do with a journal, as JSON over HTTP: parse → command → use case → render, one file a resource."""
