"""What git knows of the project, asked through the program itself."""
