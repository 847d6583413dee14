org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("small.xlsx"))
