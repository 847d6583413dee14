org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("managed/src/main/corpus/small.xlsx"))
