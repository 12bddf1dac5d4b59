"""Projects (项目): stages, money and evidence."""
