File configuration = new File(basedir, '.mvn/maven.config')
configuration.parentFile.mkdir()
configuration.text = "-Dmodels=${repository}\n"
org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("small.xlsx"))
