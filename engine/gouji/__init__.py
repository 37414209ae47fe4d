"""gouji (勾稽): checks regulated reports against rules written in a small language of its own."""

__version__ = "0.1.0"
