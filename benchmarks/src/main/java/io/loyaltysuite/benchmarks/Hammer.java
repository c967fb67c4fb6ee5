package io.loyaltysuite.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** Webhooks over connections that are kept open, one at a time on each. */
final class Hammer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int OK = 200;
  private static final int PATIENCE_SECONDS = 30;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Channel> connections = new ArrayList<>();
  private final AtomicLong numbers = new AtomicLong();

  /** Opens the connections. */
  Hammer(int port, int size, List<WebhookText> webhooks) throws InterruptedException {
    for (var i = 0; i < size; i++) {
      var webhook = webhooks.get(i % webhooks.size());
      var connection =
          new Bootstrap()
              .group(loop)
              .channel(NioSocketChannel.class)
              .handler(
                  new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                      channel.pipeline().addLast(new HttpResponseDecoder());
                      channel.pipeline().addLast(new Sender(channel, webhook));
                    }
                  })
              .connect(HOST, port)
              .sync()
              .channel();
      connections.add(connection);
    }
  }

  /**
   * What a round came to.
   *
   * @param refused answers other than 200
   */
  record Round(long answered, long refused, Duration took, Times times) {
    double perSecond() {
      return answered / (took.toNanos() / 1e9);
    }
  }

  /** How long answers took, in steps of a tenth of a millisecond up to ten seconds. */
  static final class Times {
    private static final long STEP_NANOS = 100_000;
    private final AtomicIntegerArray counts = new AtomicIntegerArray(100_000);

    void add(long nanos) {
      counts.incrementAndGet((int) Math.min(counts.length() - 1L, nanos / STEP_NANOS));
    }

    /** The time within which this share of the answers came. */
    Duration within(double share) {
      long all = 0;
      for (var i = 0; i < counts.length(); i++) {
        all += counts.get(i);
      }
      long seen = 0;
      for (var i = 0; i < counts.length(); i++) {
        seen += counts.get(i);
        if (seen >= share * all) {
          return Duration.ofNanos((i + 1) * STEP_NANOS);
        }
      }
      throw new IllegalStateException("nothing was answered");
    }
  }

  /** Every connection sends its next webhook when the last one was answered. */
  Round flatOut(int seconds) throws InterruptedException {
    return run(seconds, 0);
  }

  /**
   * Webhooks come at a rate. One that has to wait for its connection is as old as the moment when
   * it should have left.
   */
  Round paced(double perSecond, int seconds) throws InterruptedException {
    return run(seconds, (long) (1e9 * connections.size() / perSecond));
  }

  private Round run(int seconds, long everyNanos) throws InterruptedException {
    var began = System.nanoTime();
    var round = new Running(began + seconds * 1_000_000_000L, everyNanos, connections.size());
    for (var i = 0; i < connections.size(); i++) {
      var sender = connections.get(i).pipeline().get(Sender.class);
      var first = began + everyNanos * i / connections.size();
      connections.get(i).eventLoop().execute(() -> sender.begin(round, first));
    }
    if (!round.rest.await(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(round.rest.getCount() + " connections got no answer");
    }
    if (round.closed.get() > 0) {
      throw new IllegalStateException(
          "%d connections were closed on us; %d webhooks were answered 200, %d otherwise"
              .formatted(round.closed.get(), round.answered.get(), round.refused.get()));
    }
    var took = Duration.ofNanos(System.nanoTime() - began);
    return new Round(round.answered.get(), round.refused.get(), took, round.times);
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static final class Running {
    private final long end;
    private final long everyNanos;
    private final CountDownLatch rest;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();
    private final Times times = new Times();

    Running(long end, long everyNanos, int connections) {
      this.end = end;
      this.everyNanos = everyNanos;
      this.rest = new CountDownLatch(connections);
    }
  }

  /** One connection. All its methods run on the event loop. */
  private final class Sender extends SimpleChannelInboundHandler<HttpObject> {
    private final Channel channel;
    private final WebhookText webhook;
    private Running round = new Running(0, 0, 0);
    private long due;
    private int status;

    Sender(Channel channel, WebhookText webhook) {
      this.channel = channel;
      this.webhook = webhook;
    }

    void begin(Running next, long first) {
      round = next;
      due = first;
      sendWhenDue();
    }

    private void sendWhenDue() {
      var wait = due - System.nanoTime();
      if (wait > 0) {
        var _ = channel.eventLoop().schedule(this::send, wait, TimeUnit.NANOSECONDS);
      } else {
        send();
      }
    }

    private void send() {
      if (due >= round.end) {
        round.rest.countDown();
        return;
      }
      var _ =
          channel.writeAndFlush(Unpooled.wrappedBuffer(webhook.request(numbers.incrementAndGet())));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      round.closed.incrementAndGet();
      round.rest.countDown();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
      if (part instanceof HttpResponse response) {
        status = response.status().code();
      }
      if (part instanceof LastHttpContent) {
        var now = System.nanoTime();
        (status == OK ? round.answered : round.refused).incrementAndGet();
        round.times.add(now - due);
        due = round.everyNanos == 0 ? now : due + round.everyNanos;
        sendWhenDue();
      }
    }
  }
}
