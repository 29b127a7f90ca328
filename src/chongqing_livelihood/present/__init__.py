"""What notebooks and the book call. The only room that draws."""
