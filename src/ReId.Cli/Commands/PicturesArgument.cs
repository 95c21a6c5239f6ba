using System.CommandLine;
using ReId.Contracts;
using ReId.Index.Blobs;

namespace ReId.Cli.Commands;

/// <summary>Where a gallery's pictures are: <c>--pictures</c>, else the environment. Keys stand in the environment only.</summary>
internal static class PicturesArgument
{
    public const string Variable = "REID_PICTURES";
    public const string Endpoint = "REID_S3_ENDPOINT";
    public const string Region = "AWS_REGION";
    public const string PathStyle = "REID_S3_PATH_STYLE";
    public const string AccessKey = "AWS_ACCESS_KEY_ID";
    public const string SecretKey = "AWS_SECRET_ACCESS_KEY";
    public const string SessionToken = "AWS_SESSION_TOKEN";

    public static Option<string?> Create() => new("--pictures")
    {
        Description = $"Bucket for pictures in place of files: s3://BUCKET[/PREFIX] (default: ${Variable}); address and keys from ${Endpoint}, ${AccessKey}, ${SecretKey}",
        HelpName = "BUCKET",
    };

    /// <summary>The bucket of an option's value, else of the environment; null for files in the gallery's directory.</summary>
    /// <exception cref="ReIdException">It is no bucket, or something of the environment is missing.</exception>
    public static S3Place? Read(string? option = null)
    {
        if ((option ?? Value(Variable)) is not { Length: > 0 } text)
        {
            return null;
        }

        var (bucket, prefix) = S3Place.Parse(text);
        return new S3Place
        {
            Bucket = bucket,
            Prefix = prefix,
            Endpoint = Value(Endpoint) is { } address
                ? Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
                    ? uri
                    : throw new ReIdException($"The environment's {Endpoint} is no address: write http://HOST:PORT or https://HOST.")
                : null,
            Region = Value(Region) ?? "us-east-1",
            PathStyle = Value(PathStyle) switch
            {
                null => null,
                "true" => true,
                "false" => false,
                var other => throw new ReIdException($"The environment's {PathStyle} is true or false, not '{other}'."),
            },
            AccessKey = Required(AccessKey),
            SecretKey = Required(SecretKey),
            SessionToken = Value(SessionToken),
        };
    }

    private static string Required(string name) =>
        Value(name) ?? throw new ReIdException($"Pictures are in a bucket, but the environment has no {name}: set it to the bucket's key.");

    private static string? Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
