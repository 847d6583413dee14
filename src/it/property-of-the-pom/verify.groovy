assert new File(basedir, 'target/snowbert/corpus').directory
