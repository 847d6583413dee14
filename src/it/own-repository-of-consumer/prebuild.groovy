new File(basedir, '.mvn').mkdir() // so that Maven knows the root
org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("small.xlsx"))
