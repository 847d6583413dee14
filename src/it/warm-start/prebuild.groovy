new File(basedir, '.mvn').mkdir() // so that Maven knows the root
org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("small.xlsx"))
new File(localRepositoryPath, 'org/snowbert/it/warm-model').deleteDir() // an earlier run may have left it
