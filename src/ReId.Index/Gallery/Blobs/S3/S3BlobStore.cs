using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using ReId.Contracts;
using ReId.Contracts.Blobs;

namespace ReId.Index.Blobs;

/// <summary>
/// Keeps each picture as an object of a bucket. A PUT is whole or not at all, and S3 answers it when the object is
/// durable and every reader sees it: that is what the order of picture, commit, message rests on.
/// </summary>
public sealed class S3BlobStore : IBlobStore, IDisposable
{
    // Nothing is there. A HEAD would be as cheap, but its refusal has no words: whether the key or the bucket is missing.
    private const string NoPicture = "ready";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    // Whoever asks after health waits for a few seconds, and asks again.
    private static readonly TimeSpan s_shortPatience = TimeSpan.FromSeconds(1.5);

    private readonly S3Place _place;
    private readonly AmazonS3Client _client;
    private readonly AmazonS3Client _impatient;

    /// <summary>Opens the store; nothing is asked before the first picture.</summary>
    /// <param name="place">The bucket and how to get in.</param>
    public S3BlobStore(S3Place place)
    {
        ArgumentNullException.ThrowIfNull(place);
        _place = place;
        _client = Connect(place, s_patience, retries: 3);
        _impatient = Connect(place, s_shortPatience, retries: 1);
    }

    /// <inheritdoc/>
    public async Task WriteAsync(string key, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        BlobKeys.Validate(key);
        await GuardAsync(async () =>
        {
            using var content = new MemoryStream(data.ToArray(), writable: false);
            return await _client.PutObjectAsync(
                new PutObjectRequest { BucketName = _place.Bucket, Key = _place.Prefix + key, InputStream = content, UseChunkEncoding = false },
                cancellationToken);
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => ReadAsync(_client, key, cancellationToken);

    /// <inheritdoc/>
    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        BlobKeys.Validate(key);
        await GuardAsync(() => _client.DeleteObjectAsync(_place.Bucket, _place.Prefix + key, cancellationToken), cancellationToken);
    }

    /// <summary>The keys that are there, in order.</summary>
    /// <param name="cancellationToken">Ends the listing.</param>
    public IAsyncEnumerable<string> ListAsync(CancellationToken cancellationToken) => ListDatedAsync(cancellationToken).Select(item => item.Key);

    /// <summary>The keys that are there, in order, and when they were written (UTC).</summary>
    internal async IAsyncEnumerable<(string Key, DateTime WrittenAt)> ListDatedAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = _place.Bucket, Prefix = _place.Prefix };
        do
        {
            var page = await GuardAsync(() => _client.ListObjectsV2Async(request, cancellationToken), cancellationToken);
            foreach (var item in page.S3Objects ?? [])
            {
                yield return (item.Key[_place.Prefix.Length..], item.LastModified?.ToUniversalTime() ?? DateTime.UtcNow);
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    /// <summary>Fails, with a sentence, where pictures could be neither read nor written.</summary>
    /// <param name="cancellationToken">Cancels the asking.</param>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in ListAsync(cancellationToken).Take(1).WithCancellation(cancellationToken))
        {
        }
    }

    /// <summary>Fails, with a sentence, where the store does not answer; for whoever asks often, since a listing costs more.</summary>
    /// <param name="cancellationToken">Cancels the asking.</param>
    public Task AskAsync(CancellationToken cancellationToken) => ReadAsync(_impatient, NoPicture, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _impatient.Dispose();
    }

    private async Task<byte[]?> ReadAsync(AmazonS3Client client, string key, CancellationToken cancellationToken)
    {
        BlobKeys.Validate(key);
        return await GuardAsync(async () =>
        {
            try
            {
                using var answer = await client.GetObjectAsync(_place.Bucket, _place.Prefix + key, cancellationToken);
                using var content = new MemoryStream();
                await answer.ResponseStream.CopyToAsync(content, cancellationToken);
                return content.ToArray();
            }
            catch (AmazonS3Exception failure) when (failure.StatusCode == HttpStatusCode.NotFound && failure.ErrorCode != "NoSuchBucket")
            {
                return null;
            }
        }, cancellationToken);
    }

    private static AmazonS3Client Connect(S3Place place, TimeSpan patience, int retries)
    {
        var config = new AmazonS3Config
        {
            AuthenticationRegion = place.Region,
            ForcePathStyle = place.PathStyle ?? place.Endpoint is not null,
            Timeout = patience,
            MaxErrorRetry = retries,

            // Amazon's newer checksums ride on a transfer coding that other stores do not all know; the signature covers the bytes.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (place.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.ToString();
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(place.Region);
        }

        AWSCredentials keys = place.SessionToken is { } token
            ? new SessionAWSCredentials(place.AccessKey, place.SecretKey, token)
            : new BasicAWSCredentials(place.AccessKey, place.SecretKey);
        return new AmazonS3Client(keys, config);
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (AmazonS3Exception failure)
        {
            var reason = failure.ErrorCode switch
            {
                "NoSuchBucket" => "the bucket does not exist: create it",
                "AccessDenied" or "InvalidAccessKeyId" or "SignatureDoesNotMatch" =>
                    $"the keys are refused ({failure.ErrorCode}): check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and that they may read, write, delete and list there",
                _ => $"the store says {failure.ErrorCode ?? failure.StatusCode.ToString()} ({failure.Message.TrimEnd('.')})",
            };
            throw new StoreUnavailableException($"Pictures in {_place} cannot be reached: {reason}.", failure);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Nobody cancelled: the patience of the client is over.
            throw new StoreUnavailableException($"Pictures in {_place} cannot be reached: no answer in time; check the network and REID_S3_ENDPOINT.", failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or AmazonClientException or IOException)
        {
            throw new StoreUnavailableException($"Pictures in {_place} cannot be reached ({failure.Message.TrimEnd('.')}): check the network and REID_S3_ENDPOINT.", failure);
        }
    }
}
