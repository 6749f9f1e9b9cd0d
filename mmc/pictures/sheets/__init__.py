"""What is made of an item for paper and for rows of pictures: sheets for the notice board, slides."""
