org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("small.xlsx"))
new File(localRepositoryPath, 'org/snowbert/it/nightly').deleteDir() // an earlier run may have left it
