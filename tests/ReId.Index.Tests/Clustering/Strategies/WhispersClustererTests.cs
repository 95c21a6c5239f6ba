namespace ReId.Index.Tests.Clustering.Strategies;

public sealed class WhispersClustererTests() : GraphClustererContract("whispers");
