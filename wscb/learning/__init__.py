"""What is learned: findings of good practice and of improvements needed, and the actions that follow."""
