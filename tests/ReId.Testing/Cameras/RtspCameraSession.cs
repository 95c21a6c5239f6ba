using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace ReId.Testing.Cameras;

/// <summary>One client's conversation with an <see cref="RtspCamera"/>: requests, replies and, between them, the frames.</summary>
/// <param name="stream">The line to the client.</param>
/// <param name="address">The camera's URL, without user and password.</param>
/// <param name="description">What the camera sends, as SDP (RFC 8866).</param>
/// <param name="authorization">The header that proves the client's right; null where none is asked for.</param>
/// <param name="pictures">The frames in the camera's own time, as JPEGs.</param>
internal sealed class RtspCameraSession(
    NetworkStream stream,
    string address,
    string description,
    string? authorization,
    Func<CancellationToken, IAsyncEnumerable<byte[]>> pictures) : IDisposable
{
    /// <summary>Where the camera's URL leads.</summary>
    public const string Path = "/stream";

    /// <summary>The name of the only track, the video.</summary>
    public const string Track = "track";

    private const string Methods = "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER";
    private const string Session = "Session: 1";
    private const string Ok = "200 OK";
    private const uint Source = 1;

    // Replies and frames share the line; neither may land within the other.
    private readonly SemaphoreSlim _line = new(1);
    private byte? _channel;

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    /// <summary>Talks until the client leaves, says goodbye or cannot be sent a frame.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var talk = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var requests = new BufferedStream(stream);
        Task? playing = null;
        try
        {
            while (await RtspCameraRequest.ReadAsync(requests, talk.Token).ConfigureAwait(false) is { } request)
            {
                var (status, headers, body) = Answer(request);
                await ReplyAsync(request["CSeq"], status, headers, body, cancellationToken).ConfigureAwait(false);
                switch (request.Method)
                {
                    case "PLAY" when status == Ok && _channel is { } channel:
                        playing ??= PlayAsync(channel, talk, cancellationToken);
                        break;
                    case "TEARDOWN" when status == Ok:
                        return;
                }
            }
        }
        finally
        {
            await talk.CancelAsync().ConfigureAwait(false);
            await (playing ?? Task.CompletedTask).ConfigureAwait(false);
        }
    }

    private (string Status, string Headers, string Body) Answer(RtspCameraRequest request) => request.Method switch
    {
        "OPTIONS" => (Ok, $"Public: {Methods}\r\n", ""),
        _ when authorization is not null && request["Authorization"] != authorization =>
            ("401 Unauthorized", "WWW-Authenticate: Basic realm=\"camera\"\r\n", ""),
        _ when !IsHere(request.Url) => ("404 Not Found", "", ""),
        "DESCRIBE" => (Ok, $"Content-Type: application/sdp\r\nContent-Base: {address}/\r\n", description),
        "SETUP" => SetUp(request["Transport"]),
        "PLAY" when _channel is null => ("455 Method Not Valid in This State", "", ""),
        "PLAY" => (Ok, $"{Session}\r\nRange: npt=0.000-\r\nRTP-Info: url={address}/{Track};seq=0;rtptime=0\r\n", ""),
        "GET_PARAMETER" or "TEARDOWN" => (Ok, $"{Session}\r\n", ""),
        _ => ("501 Not Implemented", $"Public: {Methods}\r\n", ""),
    };

    private static bool IsHere(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.AbsolutePath.TrimEnd('/') is Path or Path + "/" + Track;

    private (string Status, string Headers, string Body) SetUp(string transports)
    {
        // The client offers one or more ways, and may choose the numbers of two channels, for frames and for reports (RTCP).
        var tcp = transports.Split(',').FirstOrDefault(offer => offer.TrimStart().StartsWith("RTP/AVP/TCP", StringComparison.Ordinal));
        if (tcp is null)
        {
            return ("461 Unsupported Transport", "", "");
        }

        var chosen = tcp.Split(';').FirstOrDefault(part => part.StartsWith("interleaved=", StringComparison.Ordinal));
        var channel = byte.TryParse(chosen?.Split('=', '-')[1], out var number) ? number : (byte)0;
        _channel = channel;
        return (Ok, $"{Session};timeout=60\r\nTransport: RTP/AVP/TCP;unicast;interleaved={channel}-{channel + 1}\r\n", "");
    }

    private Task ReplyAsync(string number, string status, string headers, string body, CancellationToken cancellationToken) =>
        SendAsync(
            Encoding.ASCII.GetBytes(
                $"RTSP/1.0 {status}\r\nCSeq: {number}\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}"),
            cancellationToken);

    /// <summary>Sends frames until the talk ends, and ends the talk if it fails.</summary>
    private async Task PlayAsync(byte channel, CancellationTokenSource talk, CancellationToken cancellationToken)
    {
        var packetiser = new RtpJpegPacketiser(Source);
        var start = Stopwatch.GetTimestamp();
        try
        {
            await foreach (var jpeg in pictures(talk.Token).ConfigureAwait(false))
            {
                var ticks = (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * RtpJpegPacketiser.ClockRate);
                var frame = Interleaved(packetiser.Packets(JpegScan.Parse(jpeg), unchecked((uint)ticks)), channel);
                await SendAsync(frame, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await talk.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The packets in one piece, each behind a dollar sign, the channel and its length.</summary>
    private static byte[] Interleaved(IEnumerable<byte[]> packets, byte channel)
    {
        using var bytes = new MemoryStream();
        Span<byte> head = [(byte)'$', channel, 0, 0];
        foreach (var packet in packets)
        {
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], checked((ushort)packet.Length));
            bytes.Write(head);
            bytes.Write(packet);
        }

        return bytes.ToArray();
    }

    private async Task SendAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await _line.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _line.Release();
        }
    }
}
