"""The way of an item from draft to readers: who may do which step, what the step writes, and what is told."""
