return await Guiju.Shell.CommandLine.Invoke(args);
