org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("src/main/言 語/small.xlsx"))
