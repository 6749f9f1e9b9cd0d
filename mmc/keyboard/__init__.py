"""What is typed at a keyboard, understood and answered in Indonesian. Standard library only: it works before the environment does."""
