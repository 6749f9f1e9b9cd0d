"""What attackers plant: gambling, hidden text, foreign code, links that lead away."""
