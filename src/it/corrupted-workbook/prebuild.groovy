org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("src/main/corpus/small.xlsx"))

// A download that was cut off leaves such a file.
File workbook = new File(basedir, 'src/main/corpus/small.xlsx')
workbook.bytes = Arrays.copyOf(workbook.bytes, (int) (workbook.length() / 2))
return true
