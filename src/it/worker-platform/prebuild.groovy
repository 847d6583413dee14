org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("src/main/corpus/small.xlsx"))
