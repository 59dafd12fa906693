"""sabaku (捌く) takes a suspicious mail apart, proves why it is or is not a fraud, and writes the warning."""

__version__ = "0.1.0"
