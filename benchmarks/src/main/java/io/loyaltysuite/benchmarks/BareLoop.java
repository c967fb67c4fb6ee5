package io.loyaltysuite.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The reference: an event loop that hands every body to Kafka as it is and answers 200 when it is
 * acknowledged. It looks at nothing.
 */
final class BareLoop {

  private static final int MAX_BODY = 2 * 1024 * 1024;

  private BareLoop() {}

  public static void main(String... args) throws InterruptedException {
    var producer = Reference.producer(args[0]);
    var loops =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(), NioIoHandler.newFactory());
    new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(MAX_BODY),
                        new ToKafka(producer));
              }
            })
        .bind("127.0.0.1", Integer.parseInt(args[1]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  private static final class ToKafka extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final KafkaProducer<byte[], byte[]> producer;

    ToKafka(KafkaProducer<byte[], byte[]> producer) {
      this.producer = producer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      var body = ByteBufUtil.getBytes(request.content());
      var record = new ProducerRecord<>(Reference.TOPIC, Reference.key(body), body);
      var _ =
          producer.send(
              record,
              (_, failure) ->
                  answer(
                      context,
                      failure == null
                          ? HttpResponseStatus.OK
                          : HttpResponseStatus.SERVICE_UNAVAILABLE));
    }

    private static void answer(ChannelHandlerContext context, HttpResponseStatus status) {
      var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
      answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
      var _ = context.writeAndFlush(answer);
    }
  }
}
