// So that Maven knows the root; the consumer's is another, for Maven 4 finds what was built under the same one.
new File(basedir, '.mvn').mkdir()
new File(basedir, 'consumer/.mvn').mkdir()
org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("small.xlsx"))
