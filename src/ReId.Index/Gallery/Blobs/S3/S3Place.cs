using ReId.Contracts;

namespace ReId.Index.Blobs;

/// <summary>A bucket of a store that speaks S3, and how to get in. Printed without its keys.</summary>
public sealed record S3Place
{
    /// <summary>The bucket; it must exist.</summary>
    public required string Bucket { get; init; }

    /// <summary>What all keys begin with, ending in '/'; empty for the whole bucket.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Address of the store, such as <c>https://minio.local:9000</c>; null for Amazon's own.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Region; most stores but Amazon's do not care.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Whether the bucket stands in the path rather than in the host's name; default for stores with an <see cref="Endpoint"/>.</summary>
    public bool? PathStyle { get; init; }

    /// <summary>The key's id.</summary>
    public required string AccessKey { get; init; }

    /// <summary>The key itself.</summary>
    public required string SecretKey { get; init; }

    /// <summary>For keys that last for a while only.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Where pictures are, as a gallery notes it: not how to get there.</summary>
    public string Name => $"s3://{Bucket}/{Prefix}";

    /// <inheritdoc/>
    public override string ToString() => $"{Name} at {Endpoint?.ToString() ?? $"Amazon {Region}"}";

    /// <summary>Reads <c>s3://BUCKET</c> or <c>s3://BUCKET/PREFIX</c>.</summary>
    /// <exception cref="ReIdException">It is neither.</exception>
    public static (string Bucket, string Prefix) Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != "s3" || uri.Host.Length == 0
            || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Port > 0)
        {
            throw new ReIdException("The place of pictures is no bucket: write s3://BUCKET or s3://BUCKET/PREFIX; address and keys stand in the environment.");
        }

        var prefix = uri.AbsolutePath.Trim('/');
        return (uri.Host, prefix.Length == 0 ? "" : prefix + "/");
    }
}
