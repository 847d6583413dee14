import java.nio.file.Files

org.snowbert.it.SmallWorkbook.write(basedir.toPath().resolve("src/main/corpus/small.xlsx"))

// A Git repository of its own, in which the POM is committed.
['git init --quiet', 'git add pom.xml', 'git -c user.name=A -c user.email=a@example.org commit --quiet --message=first'].each {
    assert it.execute((List) null, basedir).waitFor() == 0
}

new File(basedir, '.gitignore').text = 'ignored/\n'
['pom.xml', 'src/main/corpus/small.xlsx'].each {
    File copy = new File(basedir, "ignored/$it")
    copy.parentFile.mkdirs()
    Files.copy(new File(basedir, it).toPath(), copy.toPath())
}
return true
