"""What tests of several rooms share: small articles to build from, and ways to look into finished editions."""
