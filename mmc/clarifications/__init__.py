"""Clarifications as data: the open dataset, response times, and the index that Cek Pesan compares messages with."""
