assert basedir.name == '空白 と日本語'
assert new File(localRepositoryPath, 'org/snowbert/it/spaces-and-japanese/1.0/spaces-and-japanese-1.0.zip').length() > 0
