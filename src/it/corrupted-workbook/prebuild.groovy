org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("src/main/corpus/small.xlsx"))

// As a cut download leaves it.
File workbook = new File(basedir, 'src/main/corpus/small.xlsx')
workbook.bytes = Arrays.copyOf(workbook.bytes, (int) (workbook.length() / 2))
return true
