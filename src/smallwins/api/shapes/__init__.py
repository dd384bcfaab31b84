"""What bodies hold, as they come in and as they go out: read by the parser and written into the OpenAPI document."""
