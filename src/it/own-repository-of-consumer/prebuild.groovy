// So that Maven knows the root. The consumer has another root, because Maven 4 finds all that was built under one root.
new File(basedir, '.mvn').mkdir()
new File(basedir, 'consumer/.mvn').mkdir()
org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("small.xlsx"))
