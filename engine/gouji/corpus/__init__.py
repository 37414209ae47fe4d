"""Many reports: who is whose neighbour, what an index says of them, and which texts are nearly the same."""
