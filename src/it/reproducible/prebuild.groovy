import java.nio.file.Files
import org.snowbert.it.SmallWorkbook

// A workbook holds the time at which it was written. So one workbook is written and copied.
SmallWorkbook.write(basedir.toPath().resolve('small.xlsx'))
['here', 'there/deeper'].each { folder ->
    File project = new File(basedir, folder)
    project.mkdirs()
    ['pom.xml', 'small.xlsx'].each { Files.copy(new File(basedir, it).toPath(), new File(project, it).toPath()) }
}
return true
