// Serves the workbook and counts who asks for it.
import com.sun.net.httpserver.HttpServer
import java.util.concurrent.atomic.AtomicInteger

java.nio.file.Path workbook = basedir.toPath().resolve('served/small.xlsx')
org.snowbert.it.SmallWorkbook.write(workbook)
context.requests = new AtomicInteger()
context.server = HttpServer.create(new InetSocketAddress('localhost', 0), 0)
context.server.createContext('/small.xlsx') {
    context.requests.incrementAndGet()
    it.sendResponseHeaders(200, java.nio.file.Files.size(workbook))
    it.responseBody.withCloseable { body -> java.nio.file.Files.copy(workbook, body) }
}
context.server.start()
new File(basedir, '.mvn').mkdir()
new File(basedir, '.mvn/maven.config').text = "-Dcorpus=http://localhost:${context.server.address.port}\n"
return true
