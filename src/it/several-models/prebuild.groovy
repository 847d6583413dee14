new File(basedir, '.mvn').mkdir() // so that Maven knows the root
def write = { folder, lines ->
    new File(basedir, folder).mkdir()
    new File(basedir, folder + '/text.txt').setText(lines.join('\n') + '\n', 'UTF-8')
}
write('ja', (1..60).collect { "今日は${it}冊の本を読みます。" })
write('en', ['Tom', 'Mary', 'He'].collectMany { who -> (1..20).collect { "$who reads the book $it times." } })
