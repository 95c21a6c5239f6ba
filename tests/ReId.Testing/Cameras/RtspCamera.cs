using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ReId.Testing.Cameras;

/// <summary>
/// A network camera that speaks RTSP and sends its JPEGs as RTP within the same TCP connection; UDP it refuses. The JPEGs
/// are to be as OpenCV's imencode writes them, of three channels and with sides that are multiples of 8.
/// </summary>
/// <remarks>A picture that RTP cannot carry ends its connection, and its exception comes out of DisposeAsync.</remarks>
public sealed class RtspCamera : CameraServer
{
    private readonly double _framesPerSecond;
    private readonly NetworkCredential? _login;

    /// <summary>Starts the camera on a free port of this machine.</summary>
    /// <param name="picture">The JPEG of each frame by its number; null for a camera that keeps the line but sends nothing.</param>
    /// <param name="framesPerSecond">How fast it sends.</param>
    /// <param name="login">The user and password that it asks for (basic authentication); null for a camera open to all.</param>
    public RtspCamera(Func<int, byte[]?> picture, double framesPerSecond = 25, NetworkCredential? login = null)
        : base(picture, framesPerSecond)
    {
        _framesPerSecond = framesPerSecond;
        _login = login;
    }

    /// <inheritdoc/>
    /// <remarks>With the user and the password, where the camera asks for them.</remarks>
    public override string Url => Address(
        _login is null ? "" : $"{Uri.EscapeDataString(_login.UserName)}:{Uri.EscapeDataString(_login.Password)}@");

    /// <inheritdoc/>
    protected override async Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var authorization = _login is null
            ? null
            : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_login.UserName}:{_login.Password}"));
        using var session = new RtspCameraSession(stream, Address(""), Description(), authorization, PicturesAsync);
        await session.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private string Address(string login) => $"rtsp://{login}127.0.0.1:{Port}{RtspCameraSession.Path}";

    private string Description() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        v=0
        o=- 1 1 IN IP4 127.0.0.1
        s=Camera
        c=IN IP4 0.0.0.0
        t=0 0
        a=control:*
        m=video 0 RTP/AVP {RtpJpegPacketiser.PayloadType}
        a=rtpmap:{RtpJpegPacketiser.PayloadType} JPEG/{RtpJpegPacketiser.ClockRate}
        a=framerate:{_framesPerSecond}
        a=control:{RtspCameraSession.Track}

        """).ReplaceLineEndings("\r\n");
}
