using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ReId.Cli.Tests.Deploy;

/// <summary>The container's own question after its health, asked of a server that answers as told.</summary>
public sealed class HealthScriptTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK", 0)]
    [InlineData("HTTP/1.1 503 Service Unavailable", 1)]
    [InlineData("", 1)]
    public async Task It_says_what_the_server_says(string answer, int expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = ServeOnceAsync(listener, answer);

        Assert.Equal(expected, await RunAsync(((IPEndPoint)listener.LocalEndpoint).Port.ToString()));
        Assert.StartsWith("GET /readyz HTTP/1.0\r\n", await asked);
    }

    [Fact]
    public async Task Nobody_there_is_not_healthy()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.NotEqual(0, await RunAsync(port.ToString()));
    }

    private static async Task<string> ServeOnceAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var request = new byte[1024];
        var read = await stream.ReadAsync(request, TestContext.Current.CancellationToken);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer.Length == 0 ? "" : answer + "\r\n\r\n"), TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(request, 0, read);
    }

    private static async Task<int> RunAsync(string port)
    {
        using var process = Process.Start(new ProcessStartInfo(DeployFiles.PathOf("docker/healthy"), [port, "/readyz"]) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
