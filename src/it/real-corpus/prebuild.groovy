def corpus = basedir.toPath().resolve('src/main/corpus')
java.nio.file.Files.createDirectories(corpus)
java.nio.file.Files.copy(new File(realCorpus, 'T15-2020.1.7.xlsx').toPath(), corpus.resolve('t15.xlsx'))
return true
