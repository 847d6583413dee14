import java.util.zip.GZIPOutputStream

String table = '\ufeffid,sentence\r\n'
['Tom', 'Mary', 'Mary’s dog', 'He', '“She”'].each { who ->
    ['reads the book', 'drinks the milk', 'eats the bread', 'writes the letter', 'sings the song'].each { what ->
        ['today.', 'at night.', '— today.', '""now""!'].each { when ->
            table += "1,\"$who $what $when\"\r\n"
        }
    }
}
table += '2,Tom reads the book today.\r\n3,see https://example.org/\r\n4,Tom.\r\n5,\r\n'

File corpus = new File(basedir, 'src/main/corpus')
corpus.mkdirs()
new GZIPOutputStream(new File(corpus, 'diary.csv.gz').newOutputStream()).withCloseable { it.write(table.getBytes('UTF-8')) }
